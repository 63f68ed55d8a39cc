/// Tests.
@NullMarked
package cn.juhui.notification.adapter.receiver;

import org.jspecify.annotations.NullMarked;
