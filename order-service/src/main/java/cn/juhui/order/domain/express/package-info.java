/// Express refunds: on what terms, how many, and who is kept from them.
@NullMarked
package cn.juhui.order.domain.express;

import org.jspecify.annotations.NullMarked;
