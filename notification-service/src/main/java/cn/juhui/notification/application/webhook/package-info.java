/// Endpoints and their deliveries: kept, sent, repeated.
@NullMarked
package cn.juhui.notification.application.webhook;

import org.jspecify.annotations.NullMarked;
