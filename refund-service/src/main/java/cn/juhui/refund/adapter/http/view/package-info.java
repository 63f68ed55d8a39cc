/// A case as each side may see it.
@NullMarked
package cn.juhui.refund.adapter.http.view;

import org.jspecify.annotations.NullMarked;
