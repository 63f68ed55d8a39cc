/// Tests of order-service.
@NullMarked
package cn.juhui.order.application;

import org.jspecify.annotations.NullMarked;
