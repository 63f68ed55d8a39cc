/// Policies over HTTP.
@NullMarked
package cn.juhui.order.adapter.http.policy;

import org.jspecify.annotations.NullMarked;
