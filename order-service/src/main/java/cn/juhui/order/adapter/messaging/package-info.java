/// What order-service hears from the others.
@NullMarked
package cn.juhui.order.adapter.messaging;

import org.jspecify.annotations.NullMarked;
