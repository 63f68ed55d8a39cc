/// Orders, cards, policies, eligibility and holds.
@NullMarked
package cn.juhui.order;

import org.jspecify.annotations.NullMarked;
