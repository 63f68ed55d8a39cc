/// Tests.
@NullMarked
package cn.juhui.notification.domain.webhook;

import org.jspecify.annotations.NullMarked;
