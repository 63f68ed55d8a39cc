/// What order-service tells about orders and their cards.
@NullMarked
package cn.juhui.contracts.order;

import org.jspecify.annotations.NullMarked;
