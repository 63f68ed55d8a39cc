/// Tests of what order-service stores.
@NullMarked
package cn.juhui.order.adapter.mongo;

import org.jspecify.annotations.NullMarked;
