/** Data-flow analyses over the IR, across blocks, regions and calls. */
package zkopt.analysis;
