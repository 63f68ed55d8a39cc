/// Payers' names, as far as they are kept.
@NullMarked
package cn.juhui.order.adapter.payer;

import org.jspecify.annotations.NullMarked;
