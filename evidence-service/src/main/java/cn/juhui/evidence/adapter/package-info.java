/// The ways in and out.
@NullMarked
package cn.juhui.evidence.adapter;

import org.jspecify.annotations.NullMarked;
