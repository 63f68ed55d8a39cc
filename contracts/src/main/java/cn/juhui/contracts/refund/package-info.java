/// What refund-service tells about a refund case; also the case's history.
@NullMarked
package cn.juhui.contracts.refund;

import org.jspecify.annotations.NullMarked;
