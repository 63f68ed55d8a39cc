package cn.juhui.contracts.evidence;

/// What the malware scanner says of a file. Where a scanner is configured, nothing is shown before it is `CLEAN`.
public enum ScanState {
    /// Nobody looks: the platform runs without a scanner.
    NOT_CONFIGURED,
    /// The scanner has not answered yet; it is asked again.
    PENDING,
    CLEAN,
    INFECTED,
    /// The scanner answered that it can't tell; it is asked again, more seldom.
    UNKNOWN
}
