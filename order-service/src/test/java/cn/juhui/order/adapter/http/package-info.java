/// Tests of order-service.
@NullMarked
package cn.juhui.order.adapter.http;

import org.jspecify.annotations.NullMarked;
