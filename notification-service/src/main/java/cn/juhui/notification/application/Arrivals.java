package cn.juhui.notification.application;

import cn.juhui.notification.domain.Notification;

/// Hears of every notification that this instance has stored, right after it was.
@FunctionalInterface
public interface Arrivals {

    void arrived(Notification notification);
}
