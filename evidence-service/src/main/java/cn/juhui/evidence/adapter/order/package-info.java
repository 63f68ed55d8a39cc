/// Asking order-service whose order it is.
@NullMarked
package cn.juhui.evidence.adapter.order;

import org.jspecify.annotations.NullMarked;
