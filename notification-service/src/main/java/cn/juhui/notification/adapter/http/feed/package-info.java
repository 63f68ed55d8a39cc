/// The call that reads events.
@NullMarked
package cn.juhui.notification.adapter.http.feed;

import org.jspecify.annotations.NullMarked;
