/// A refund policy, its versions for a merchant, and what makes one valid.
@NullMarked
package cn.juhui.order.domain.policy;

import org.jspecify.annotations.NullMarked;
