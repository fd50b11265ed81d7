/** Who decides what a page sends: nobody signs in, so it is whoever can open the page. */
export const decidedBy = 'this page';
