package cn.juhui.notification.application.letter;

/// Counts what happens to dead letters.
@FunctionalInterface
public interface LetterMeters {

    /// @param what `RECEIVED`, `REPLAYED`, `REFUSED` or `DISCARDED`
    void count(String service, String what);
}
