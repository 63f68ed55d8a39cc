/// What other services tell.
@NullMarked
package cn.juhui.evidence.adapter.messaging;

import org.jspecify.annotations.NullMarked;
