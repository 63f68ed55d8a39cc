/// Text messages through a gateway that speaks HTTP.
@NullMarked
package cn.juhui.notification.adapter.sms;

import org.jspecify.annotations.NullMarked;
