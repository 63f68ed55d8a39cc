/// The inbox and the live stream over HTTP.
@NullMarked
package cn.juhui.notification.adapter.http;

import org.jspecify.annotations.NullMarked;
