/** Nothing. Next looks for one in the folders above as well, and would find the application's. */
export default {};
