/// Tests.
@NullMarked
package cn.juhui.notification.domain.feed;

import org.jspecify.annotations.NullMarked;
