/// Webhooks and the feed, from outside.
@NullMarked
package cn.juhui.notification.adapter.http.webhook;

import org.jspecify.annotations.NullMarked;
