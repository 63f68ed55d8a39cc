/// Asks order-service.
@NullMarked
package cn.juhui.refund.adapter.order;

import org.jspecify.annotations.NullMarked;
