/// What express refunds need to know of others.
@NullMarked
package cn.juhui.order.application.express;

import org.jspecify.annotations.NullMarked;
