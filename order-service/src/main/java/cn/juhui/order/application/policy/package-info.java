/// Policies: set, looked up, in versions.
@NullMarked
package cn.juhui.order.application.policy;

import org.jspecify.annotations.NullMarked;
