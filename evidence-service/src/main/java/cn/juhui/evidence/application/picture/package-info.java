/// What evidence needs of others: a store for pictures, a scanner, image processing.
@NullMarked
package cn.juhui.evidence.application.picture;

import org.jspecify.annotations.NullMarked;
