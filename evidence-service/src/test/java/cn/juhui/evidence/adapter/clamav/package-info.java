/// Against a daemon that speaks the protocol, and the real one.
@NullMarked
package cn.juhui.evidence.adapter.clamav;

import org.jspecify.annotations.NullMarked;
