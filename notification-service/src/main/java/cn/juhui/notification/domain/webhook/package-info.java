/// Where merchants' systems are told, what is sent to them, and when it is tried again.
@NullMarked
package cn.juhui.notification.domain.webhook;

import org.jspecify.annotations.NullMarked;
