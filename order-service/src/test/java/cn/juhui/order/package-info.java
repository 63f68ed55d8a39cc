/// Tests of order-service.
@NullMarked
package cn.juhui.order;

import org.jspecify.annotations.NullMarked;
