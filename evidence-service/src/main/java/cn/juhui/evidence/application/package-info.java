/// The use cases and the ports they need.
@NullMarked
package cn.juhui.evidence.application;

import org.jspecify.annotations.NullMarked;
