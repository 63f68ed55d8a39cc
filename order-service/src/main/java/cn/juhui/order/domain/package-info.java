/// Orders, their cards and the rules R1 to R11 of what can be refunded: plain Java.
@NullMarked
package cn.juhui.order.domain;

import org.jspecify.annotations.NullMarked;
