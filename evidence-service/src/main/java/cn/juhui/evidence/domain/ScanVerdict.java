package cn.juhui.evidence.domain;

/// A malware scanner's answer about one file.
public sealed interface ScanVerdict {

    /// The platform runs without a scanner.
    record NotConfigured() implements ScanVerdict {}

    record Clean() implements ScanVerdict {}

    /// @param found what the scanner calls it
    record Infected(String found) implements ScanVerdict {}

    /// It answered, but not what we need to know: the file is too long for it, or it has trouble of its own.
    record CantTell(String answer) implements ScanVerdict {}

    /// Not there, or too slow. Says nothing about the file.
    record NoAnswer() implements ScanVerdict {}
}
