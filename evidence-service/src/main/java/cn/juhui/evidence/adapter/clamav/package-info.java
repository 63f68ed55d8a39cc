/// Asks ClamAV's daemon.
@NullMarked
package cn.juhui.evidence.adapter.clamav;

import org.jspecify.annotations.NullMarked;
