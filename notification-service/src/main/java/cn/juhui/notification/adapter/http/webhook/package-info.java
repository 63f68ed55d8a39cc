/// The calls about endpoints and deliveries.
@NullMarked
package cn.juhui.notification.adapter.http.webhook;

import org.jspecify.annotations.NullMarked;
