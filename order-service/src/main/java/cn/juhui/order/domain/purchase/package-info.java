/// What was bought and paid, as the storefront told it.
@NullMarked
package cn.juhui.order.domain.purchase;

import org.jspecify.annotations.NullMarked;
