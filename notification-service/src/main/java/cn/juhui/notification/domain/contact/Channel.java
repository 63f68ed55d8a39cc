package cn.juhui.notification.domain.contact;

/// A way out of the house. The inbox is none: what is news is always there.
public enum Channel {
    EMAIL,
    SMS
}
