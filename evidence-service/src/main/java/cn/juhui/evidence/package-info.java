/// What the sides of a case put into its file: taken in safely, legible, stored once, seen by the sides only.
@NullMarked
package cn.juhui.evidence;

import org.jspecify.annotations.NullMarked;
