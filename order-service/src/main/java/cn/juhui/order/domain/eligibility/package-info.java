/// Whether and why cards can be refunded.
@NullMarked
package cn.juhui.order.domain.eligibility;

import org.jspecify.annotations.NullMarked;
