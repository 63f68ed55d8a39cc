package cn.juhui.evidence.application.picture;

import cn.juhui.evidence.domain.ScanVerdict;

/// Looks for malware. Takes no longer than its time limit and never throws: no answer is an answer too.
public interface Scanner {

    ScanVerdict scan(byte[] file);

    /// Whether there is one: then nothing is shown before it is clean.
    boolean isConfigured();

    /// For platforms that run without one.
    Scanner NONE =
            new Scanner() {
                @Override
                public ScanVerdict scan(byte[] file) {
                    return new ScanVerdict.NotConfigured();
                }

                @Override
                public boolean isConfigured() {
                    return false;
                }
            };
}
