/** The repositories of a text in which they are apart by commas, spaces or lines. */
export const repositoriesOf = (text: string) => text.split(/[\s,]+/).filter((name) => name !== '');
