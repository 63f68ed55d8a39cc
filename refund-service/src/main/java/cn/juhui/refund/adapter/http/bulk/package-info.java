/// Many cases decided by one request.
@NullMarked
package cn.juhui.refund.adapter.http.bulk;

import org.jspecify.annotations.NullMarked;
