/// Asks evidence-service.
@NullMarked
package cn.juhui.refund.adapter.evidence;

import org.jspecify.annotations.NullMarked;
