package cn.juhui.notification.application.contact;

import cn.juhui.notification.domain.contact.Channel;

/// Takes messages out of the house, one way.
public interface Carrier {

    Channel channel();

    /// Hands it over to who delivers. The same id again is the same message again.
    ///
    /// @param language `zh` or `en`
    Outcome carry(Letter letter);

    /// @param id the notification's
    /// @param to an address or a number
    record Letter(String id, String to, String title, String text, String language) {

        /// Without what is private.
        @Override
        public String toString() {
            return "Letter " + id;
        }
    }

    enum Outcome {
        /// Whoever delivers has taken it.
        SENT,
        /// They will never take it.
        REFUSED,
        /// They did not take it now, or nobody knows.
        FAILED
    }
}
