/** Making a failing input small. */
package zkopt.transforms.reduce;
