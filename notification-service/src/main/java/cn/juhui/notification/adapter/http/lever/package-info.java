/// The levers of all services, over HTTP.
@NullMarked
package cn.juhui.notification.adapter.http.lever;

import org.jspecify.annotations.NullMarked;
