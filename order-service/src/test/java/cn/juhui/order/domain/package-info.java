/// Tests of order-service.
@NullMarked
package cn.juhui.order.domain;

import org.jspecify.annotations.NullMarked;
