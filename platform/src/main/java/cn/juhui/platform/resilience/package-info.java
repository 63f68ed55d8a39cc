/// What fails by itself and what by what was handled; loops that survive a failure.
@NullMarked
package cn.juhui.platform.resilience;

import org.jspecify.annotations.NullMarked;
