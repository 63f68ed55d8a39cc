/// Who may see an order, how an input is written, and how order-service refuses.
@NullMarked
package cn.juhui.order.adapter.http.access;

import org.jspecify.annotations.NullMarked;
