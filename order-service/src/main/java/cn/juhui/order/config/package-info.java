/// The wiring page of order-service.
@NullMarked
package cn.juhui.order.config;

import org.jspecify.annotations.NullMarked;
